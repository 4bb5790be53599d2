const source = document.body.dataset.source;
const bar = document.querySelector(".bar-state");
const said = document.querySelector(".said");
const by = document.querySelector("input[name=by]");
const search = document.querySelector("input[name=q]");
const address = new URLSearchParams(location.search);
const claims = () => [...document.querySelectorAll(".claim")];
const rows = () => [...document.querySelectorAll(".row")];
let chosen = null; // the key of the claim that is chosen
let filter = address.get("filter") || "all";
let kept = new Set(); // claims that were marked under this filter: they stay until it is chosen anew

by.value ||= remembered("by") ?? "";
by.addEventListener("change", () => remember("by", by.value.trim()));
search.value = address.get("q") || "";

// what is new since the last visit

const here = () => Object.fromEntries(claims().map((claim) => [claim.dataset.key, claim.dataset.hash.slice(0, 12)]));
const before = visited()[source] ?? here(); // at the first visit nothing is new but what changes meanwhile
const isNew = (claim) => before[claim.dataset.key] !== claim.dataset.hash.slice(0, 12);
const keep = () => leave(source, here());

// what is shown

const fits = {
  all: () => true,
  unread: (claim) => !claim.classList.contains("is-read"),
  findings: (claim) => claim.classList.contains("has-findings"),
  uncited: () => false,
  unused: (claim) => claim.classList.contains("is-unused"),
  new: isNew,
};
const show = () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const says = (element) => words.every((one) => element.textContent.toLowerCase().includes(one));
  let any = false;
  for (const row of rows()) {
    const own = [...row.querySelectorAll(".claim")];
    for (const claim of own) {
      const here = (fits[filter] ?? fits.all)(claim) || kept.has(claim.dataset.key);
      claim.hidden = !(here && (says(claim) || says(row.querySelector(".paragraph"))));
    }
    const bare = filter === "uncited" ? row.classList.contains("is-uncited") : filter === "all" && !own.length;
    row.hidden = !(own.some((claim) => !claim.hidden) || (bare && says(row)));
    any ||= !row.hidden;
  }
  document.querySelector(".nothing").hidden = any;
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
  }
  document.querySelector("[data-filter=new] b").textContent = claims().filter(isNew).length;
  for (const claim of claims()) {
    if (isNew(claim) && !claim.querySelector(".is-new")) {
      claim.querySelector(".meta").append(make("span", { class: "is-new" }, word("new")));
    }
  }
};
const tellAddress = () => {
  const query = new URLSearchParams();
  if (filter !== "all") query.set("filter", filter);
  if (search.value) query.set("q", search.value);
  if (chosen) query.set("claim", chosen);
  const row = chosen && claimOf(chosen)?.closest(".row");
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${row ? `#${row.id}` : location.hash}`);
};

// one claim is chosen: its numbers and names are lit, and it stays in sight

const claimOf = (key) => document.getElementById(`pastand-${key}`);
const visible = () => claims().filter((claim) => !claim.hidden);
const light = (key) => {
  for (const piece of document.querySelectorAll(".is-lit")) piece.classList.remove("is-lit");
  const claim = key && claimOf(key);
  if (!claim) return;
  for (const piece of claim.closest(".row").querySelectorAll("[data-claims]")) {
    piece.classList.toggle("is-lit", piece.dataset.claims.split(" ").includes(key));
  }
};
const choose = (claim, { focus = true, move = true, told = true } = {}) => {
  for (const other of document.querySelectorAll(".is-chosen")) other.classList.remove("is-chosen");
  chosen = claim?.dataset.key ?? null;
  claim?.classList.add("is-chosen");
  claim?.closest(".row").classList.add("is-chosen");
  light(chosen);
  if (told) tellAddress();
  if (!claim) return;
  if (focus && !isField(document.activeElement)) claim.focus({ preventScroll: true });
  if (move) inSight(claim);
};
const inSight = (claim) => {
  const top = document.querySelector(".head").getBoundingClientRect().bottom + 12;
  const bottom = document.querySelector(".keys").getBoundingClientRect().top - 12;
  const box = claim.getBoundingClientRect();
  const row = claim.closest(".row").getBoundingClientRect();
  if (row.top >= top && box.bottom <= bottom) return;
  const from = row.height < bottom - top ? row.top : Math.max(row.top, box.top);
  scrollBy({ top: from - top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
};
const step = (by) => {
  const all = visible();
  const at = all.findIndex((claim) => claim.dataset.key === chosen);
  choose(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]);
};
const nextUnread = (after) => {
  const all = visible();
  const at = all.findIndex((claim) => claim.dataset.key === after);
  const unread = (claim) => !claim.classList.contains("is-read");
  return all.slice(at + 1).find(unread) ?? all.slice(0, at).find(unread);
};

// marks

const marks = new Map(); // what was marked here, until a page of the server says so too
const isRead = (claim) => claim.classList.contains("is-read");
const agree = (claim) => {
  const mine = marks.get(claim.dataset.key);
  if (!mine) return;
  if (mine.hash !== claim.dataset.hash || mine.read === isRead(claim)) marks.delete(claim.dataset.key);
  else claim.classList.toggle("is-read", mine.read);
};
const mark = async (what) => {
  const claim = chosen && claimOf(chosen);
  if (!claim) { step(1); return; }
  if (!by.value.trim()) { tell(word("who"), true); by.focus(); return; }
  if (claim.dataset.canBeRead !== "1") { tell(word("cannot"), true); return; }
  const key = chosen;
  claim.classList.toggle("is-read", what === "read"); // told at once; taken back where the server refuses
  marks.set(key, { read: what === "read", hash: claim.dataset.hash });
  kept.add(key);
  if (what === "read") choose(nextUnread(key) ?? claim);
  const answer = await fetch("/desk/marks", {
    method: "POST",
    headers: { "content-type": "application/json", "x-briefs-token": token },
    body: JSON.stringify({ claim: claim.dataset.id, hash: claim.dataset.hash, by: by.value.trim(), what }),
  }).catch(() => null);
  if (!answer?.ok) {
    marks.delete(key);
    claimOf(key)?.classList.toggle("is-read", what !== "read");
    tell(word("refused", { why: answer ? await answer.text() : word("lost") }), true);
    return;
  }
  const { counts } = await answer.json();
  showCounts(counts);
  tell(what !== "read" ? word("unread", { key }) : counts.unread ? word("read", { key, left: counts.unread }) : word("all-read"));
};
const showCounts = (counts) => {
  document.querySelector("[data-filter=unread] b").textContent = counts.unread;
  const option = document.querySelector("select[name=source] option:checked");
  option.textContent = option.textContent.replace(/\(\d+\//, `(${counts.read}/`);
};
const tell = (text, wrong = false) => {
  said.textContent = text;
  said.classList.toggle("is-wrong", wrong);
};

// what stands on a claim

const trace = async () => {
  const claim = chosen && claimOf(chosen);
  const box = claim?.querySelector(".trace");
  if (!box) return;
  box.hidden = !box.hidden;
  if (box.hidden || box.childElementCount) return;
  box.textContent = word("working");
  const answer = await fetch(`/desk/${claim.dataset.id}`).catch(() => null);
  if (!answer?.ok) return;
  box.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
  inSight(claim);
};

// keys and buttons: each key is a button that is seen

const open = (id) => { if (id) location.assign(`/desk/${id}${filter === "all" ? "" : `?filter=${filter}`}`); };
const help = document.querySelector("dialog.help");
const choices = ["all", "unread", "findings", "uncited", "unused", "new"];
const choiceOf = (name) => { filter = name; kept = new Set(); show(); choose(visible().find((claim) => claim.dataset.key === chosen) ?? visible()[0], { focus: false }); };
const acts = {
  previous: () => step(-1),
  next: () => step(1),
  read: () => mark("read"),
  undo: () => mark("unread"),
  trace,
  edit: () => { const to = chosen && claimOf(chosen)?.dataset.editor; if (to) location.assign(to); },
  help: () => { if (help.open) help.close(); else help.showModal(); },
  before: () => open(document.body.dataset.before),
  after: () => open(document.body.dataset.after),
};
const keys = {
  j: "next", k: "previous", r: "read", u: "undo", t: "trace", e: "edit", p: "before", n: "after", "?": "help", ArrowDown: "next", ArrowUp: "previous",
};
const isField = (element) => element?.matches?.("input, select, textarea") ?? false;
addEventListener("keydown", (event) => {
  const field = isField(event.target);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); acts.read(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || (help.open && event.key !== "?")) return;
  if (event.key === "Escape" && field) { event.target.blur(); return; }
  if (field && !(event.target.matches("input") && event.key.startsWith("Arrow") && keys[event.key])) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); return; }
  if (!field && choices[event.key - 1]) { choiceOf(choices[event.key - 1]); return; }
  const name = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (name) { event.preventDefault(); acts[name](); }
});
for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", () => acts[button.dataset.do]());
for (const button of document.querySelectorAll("[data-filter]")) button.addEventListener("click", () => choiceOf(button.dataset.filter));
document.querySelector("select[name=source]").addEventListener("change", (event) => open(event.target.value));
search.addEventListener("input", () => { show(); tellAddress(); });

const main = document.querySelector("main");
main.addEventListener("click", (event) => {
  const claim = event.target.closest(".claim");
  if (claim && !event.target.closest("a")) choose(claim, { move: false });
  const piece = event.target.closest("[data-claims]");
  if (piece) choose(claimOf(piece.dataset.claims.split(" ")[0]), { move: false });
});
main.addEventListener("pointerover", (event) => {
  const claim = event.target.closest(".claim");
  if (claim) light(claim.dataset.key);
});
main.addEventListener("pointerout", (event) => { if (event.target.closest(".claim")) light(chosen); });

// the document anew where something has changed: only the rows that differ are exchanged

let state = null;
const served = new Map(rows().map((row) => [row.id, row.outerHTML]));
let turn = 0;
const renew = async () => {
  const mine = ++turn;
  const answer = await fetch(location.pathname).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  if (!text || mine !== turn) return; // one that was asked for later is on its way
  const page = new DOMParser().parseFromString(text, "text/html");
  const next = [...page.querySelectorAll(".row")];
  const order = next.map((row) => row.id);
  for (const row of rows()) if (!order.includes(row.id)) row.remove();
  let last = document.querySelector("header.document");
  for (const row of next) {
    const old = document.getElementById(row.id);
    if (old && served.get(row.id) === row.outerHTML) { last = old; continue; }
    served.set(row.id, row.outerHTML);
    const fresh = document.adoptNode(row);
    if (old) old.replaceWith(fresh);
    else last.after(fresh);
    for (const claim of fresh.querySelectorAll(".claim")) agree(claim);
    last = fresh;
  }
  document.querySelector("header.document").replaceWith(document.adoptNode(page.querySelector("header.document")));
  for (const button of page.querySelectorAll("[data-filter]:not([data-filter=new])")) {
    document.querySelector(`[data-filter=${button.dataset.filter}] b`).textContent = button.querySelector("b").textContent;
  }
  show();
  if (chosen) choose(claimOf(chosen), { move: false });
  if (document.visibilityState === "visible") keep();
};
follow((next) => {
  const changed = state && (state.number !== next.number || state.verified !== next.verified);
  state = next;
  showProblems(next.problems);
  bar.dataset.state = next.broken ? "old" : "fresh";
  bar.textContent = word(bar.dataset.state, { time: next.taken });
  main.classList.toggle("is-old", next.broken);
  if (changed && !next.broken) renew();
}, () => { bar.dataset.state = "lost"; bar.textContent = word("lost"); main.classList.add("is-old"); });

show();
const wanted = address.get("claim") ? claimOf(address.get("claim")) : rows().find((row) => `#${row.id}` === location.hash)?.querySelector(".claim");
choose(wanted ?? visible()[0], { move: Boolean(wanted), told: Boolean(wanted) });
keep();
