const stem = document.body.dataset.stem;
const bar = document.querySelector(".bar-state");
const panes = document.querySelector(".panes");
const screenPane = document.querySelector(".pane-screen");
const paperPane = document.querySelector(".pane-paper");
const frames = document.querySelector(".frames");
const sheets = document.querySelector(".sheets");
let state = null;
let lost = false;
let shown = { number: 0, taken: "", old: false, any: false };
let loading = 0;

const tell = () => {
  const fresh = state && shown.number === state.number && !shown.old;
  const name = lost ? "lost" : shown.old ? "old" : fresh ? "fresh" : "working";
  bar.dataset.state = name;
  bar.textContent = name === "old" && !shown.any ? word("nothing") : word(name, { time: shown.taken });
  screenPane.dataset.state = name;
};
const note = (pane, text) => {
  const place = pane.querySelector(".pane-note");
  place.hidden = !text;
  place.textContent = text || "";
};

// the page for the screen: the new one is loaded behind the old, put at the same place, and then shown

const placeIn = (frame) => {
  const view = frame?.contentWindow;
  if (!view?.document?.body) return null;
  let best = null;
  for (const element of view.document.querySelectorAll("body [id]")) {
    const { top, height } = element.getBoundingClientRect();
    if (height && top <= 80 && (!best || top >= best.top)) best = { id: element.id, top };
  }
  return { ...best, y: view.scrollY };
};
const putAt = (frame, place) => {
  const view = frame.contentWindow;
  const element = place.id && view.document.getElementById(place.id);
  view.scrollTo(0, element ? view.scrollY + element.getBoundingClientRect().top - place.top : place.y);
};
// the first of the places that the address names, from the nearest on
const anchors = () => decodeURIComponent(location.hash.slice(1)).split(",").filter(Boolean);
// the statement below a heading that cites the claim that the address names
const markIn = (near) => {
  const claim = new URLSearchParams(location.search).get("claim");
  if (!near || !claim) return null;
  const cites = (mark) => near.ownerDocument.getElementById(mark.getAttribute("popovertarget"))?.dataset.claims?.split(" ").includes(claim);
  const marks = [...(near.closest("section") ?? near).querySelectorAll("[popovertarget]")];
  return marks.find(cites)?.closest("p, li, td, dd") ?? null;
};
const show = (frame) => {
  const near = anchors().map((id) => frame.contentDocument.getElementById(id)).find(Boolean);
  const element = markIn(near) ?? near;
  if (!element) return;
  element.scrollIntoView({ block: markIn(near) ? "center" : "start" });
  element.style.outline = "3px solid";
  element.style.outlineOffset = "6px";
  setTimeout(() => { element.style.outline = ""; }, 2500);
};
const refreshPage = async () => {
  const turn = ++loading;
  const answer = await fetch(`/${stem}.html`, { method: "HEAD" }).catch(() => null);
  if (turn !== loading || !answer) return;
  const number = Number(answer.headers.get("x-briefs-number"));
  const old = answer.headers.get("x-briefs-old") === "1";
  if (!answer.ok) {
    shown = { ...shown, number, old: true };
    tell();
    return;
  }
  const current = frames.querySelector("iframe:not(.coming)");
  const place = placeIn(current);
  const frame = make("iframe", { class: "coming", sandbox: "allow-same-origin allow-popups", title: document.title });
  frame.addEventListener("load", () => {
    if (turn !== loading) { frame.remove(); return; }
    const path = frame.contentWindow.location.pathname;
    if (path !== `/${stem}.html`) { // a link to another edition was followed
      if (path.endsWith(".html")) location.assign(path.replace(/\.html$/, "") + frame.contentWindow.location.hash);
      return;
    }
    if (!frame.classList.contains("coming")) return;
    if (place) putAt(frame, placeIn(current) ?? place);
    else show(frame);
    frame.classList.remove("coming");
    current?.remove();
    shown = { number, old, taken: old ? answer.headers.get("x-briefs-taken") : state.taken, any: true };
    tell();
  });
  frame.src = `/${stem}.html?${number}.${turn}`;
  frames.append(frame);
};

// the pages of the PDF: pictures, each exchanged where it stands

let asked = null;
let print = null;
const refreshPrint = async () => {
  asked?.abort();
  asked = new AbortController();
  if (panes.dataset.view === "screen") return;
  note(paperPane, print?.taken ? word("typesetting-old", { time: print.taken }) : word("typesetting"));
  paperPane.dataset.state = "working";
  try {
    const answer = await fetch(`/print/${stem}`, { signal: asked.signal });
    if (!answer.ok) return;
    showPrint(await answer.json());
  } catch (error) {
    if (error.name !== "AbortError") paperPane.dataset.state = "lost";
  }
};
const showPrint = (next) => {
  const first = !print;
  print = next;
  paperPane.dataset.state = next.old ? "old" : "fresh";
  note(paperPane, next.old ? word("old", { time: next.taken }) : "");
  next.sizes.forEach(([width, height], index) => {
    const page = index + 1;
    const source = `/print/${stem}/${next.name}/${page}.png`;
    const label = word("sheet", { page, pages: next.sizes.length });
    let sheet = sheets.children[index];
    if (!sheet) {
      sheet = make("figure", { class: "sheet", id: `side-${page}` }, make("img", { alt: "" }), make("figcaption"));
      sheets.append(sheet);
    }
    sheet.querySelector("figcaption").textContent = label;
    const picture = sheet.querySelector("img");
    if (picture.getAttribute("src") === source) return;
    const fresh = make("img", { alt: label, width: Math.round(width * 4 / 3), height: Math.round(height * 4 / 3), src: source });
    if (picture.hasAttribute("src")) fresh.decode().catch(() => {}).then(() => sheet.querySelector("img").replaceWith(fresh));
    else { fresh.loading = "lazy"; picture.replaceWith(fresh); }
  });
  while (sheets.children.length > next.sizes.length) sheets.lastElementChild.remove();
  if (first) toAnchor();
};
const toAnchor = () => {
  const page = anchors().map((id) => print?.anchors[id]).find(Boolean);
  if (page) document.getElementById(`side-${page}`)?.scrollIntoView({ block: "start" });
};

// what people choose

const views = [...document.querySelectorAll("[data-view][aria-pressed]")];
const choose = (view) => {
  panes.dataset.view = view;
  for (const button of views) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  remember("view", view);
};
for (const button of views) button.addEventListener("click", () => {
  choose(button.dataset.view);
  if (state && print?.number !== state.number) refreshPrint();
});
const narrow = matchMedia("(max-width: 52rem)");
const kept = remembered("view");
choose(kept && !(narrow.matches && kept === "both") ? kept : narrow.matches ? "screen" : "both");

document.querySelector(".bar-choices")?.addEventListener("change", (event) => {
  const place = placeIn(frames.querySelector("iframe:not(.coming)"));
  location.assign(`/${event.target.value}${place?.id && event.target.name === "lang" ? `#${place.id}` : ""}`);
});

const divider = document.querySelector(".divider");
const split = (share) => {
  const held = Math.min(80, Math.max(20, Math.round(share)));
  panes.style.setProperty("--split", `${held}%`);
  divider.setAttribute("aria-valuenow", String(held));
  remember("split", held);
};
split(Number(remembered("split")) || 50);
divider.addEventListener("pointerdown", (event) => {
  divider.setPointerCapture(event.pointerId);
  panes.classList.add("dragged");
});
divider.addEventListener("pointermove", (event) => {
  if (divider.hasPointerCapture(event.pointerId)) split((100 * event.clientX) / innerWidth);
});
divider.addEventListener("lostpointercapture", () => panes.classList.remove("dragged"));
divider.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -5, ArrowRight: 5 }[event.key];
  if (step) split(Number(divider.getAttribute("aria-valuenow")) + step);
});

follow((next) => {
  const changed = lost || state?.number !== next.number;
  state = next;
  lost = false;
  showProblems(state.problems);
  tell();
  if (changed) {
    refreshPage();
    refreshPrint();
  }
}, () => { lost = true; tell(); });
