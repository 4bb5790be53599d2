"use strict";
const token = document.querySelector("meta[name=briefs-token]").content;
const word = (name, values = {}) => document.getElementById(`word-${name}`).content.textContent
  .replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const remember = (name, value) => { try { localStorage.setItem(`briefs-${name}`, value); } catch { /* no storage: not kept */ } };
const remembered = (name) => { try { return localStorage.getItem(`briefs-${name}`); } catch { return null; } };

// a problem with the link that opens the editor at its place
const problemRow = (problem) => {
  const place = problem.editor ? make("a", { href: problem.editor }, problem.place) : make("span", {}, problem.place);
  place.classList.add("place");
  const row = make("li", { class: problem.severity, lang: "en" }, make("b", { lang: document.documentElement.lang }, word(problem.severity)), place,
    make("span", { class: "what" }, problem.what));
  if (problem.hint) row.append(make("span", { class: "hint" }, problem.hint));
  return row;
};
const counted = (problems) => {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const others = problems.length - errors;
  const parts = [];
  if (errors) parts.push(word(errors === 1 ? "errors-1" : "errors", { n: errors }));
  if (others) parts.push(word(others === 1 ? "warnings-1" : "warnings", { n: others }));
  return parts.join(", ") || word("no-problems");
};
const showProblems = (problems) => {
  const box = document.querySelector(".problems");
  const errors = problems.some((problem) => problem.severity === "error");
  box.hidden = !problems.length;
  box.classList.toggle("has-errors", errors);
  box.querySelector("summary").textContent = counted(problems);
  box.querySelector("ol").replaceChildren(...problems.map(problemRow));
  if (errors) box.open = true;
};

// how the project stands, told by the server at each saving; a server that was started anew has another token
const follow = (onState, onLost) => {
  const events = new EventSource("/events");
  events.addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    if (state.run !== token.slice(0, 8)) location.reload();
    else onState(state);
  });
  events.addEventListener("error", onLost);
  addEventListener("pagehide", () => events.close());
  return events;
};

// what the source desk showed of each document when it was last left: the claims by their hashes
const visited = () => {
  const kept = sessionStorage.getItem("briefs-visit");
  if (kept !== null) return JSON.parse(kept);
  const last = remembered(`desk-${location.host}`) ?? "{}";
  try { sessionStorage.setItem("briefs-visit", last); } catch { /* no storage: nothing is new */ }
  return JSON.parse(last);
};
const leave = (source, claims) => {
  const all = JSON.parse(remembered(`desk-${location.host}`) ?? "{}");
  all[source] = claims;
  remember(`desk-${location.host}`, JSON.stringify(all));
};
