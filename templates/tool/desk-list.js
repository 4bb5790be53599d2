// all documents: how many claims are new in each, and the page anew where something has changed
const seen = visited();
for (const row of document.querySelectorAll(".documents > li")) {
  const known = seen[row.dataset.source];
  const fresh = known ? row.dataset.hashes.split(" ").filter((pair) => known[pair.split(":")[0]] !== pair.split(":")[1]).length : 0;
  row.querySelector(".new").hidden = !fresh;
  row.querySelector(".new b").textContent = fresh;
}
const bar = document.querySelector(".bar-state");
let first = null;
follow((state) => {
  showProblems(state.problems);
  bar.dataset.state = state.broken ? "old" : "fresh";
  bar.textContent = word(bar.dataset.state, { time: state.taken });
  const now = `${state.number} ${state.verified}`;
  if (first !== null && first !== now && !state.broken) location.reload();
  first = now;
}, () => { bar.dataset.state = "lost"; bar.textContent = word("lost"); });
