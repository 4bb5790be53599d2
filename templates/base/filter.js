"use strict";
const bar = document.querySelector(".filter");
const fields = [...bar.querySelectorAll("input, select")];
const filter = () => {
  let shown = 0;
  for (const section of document.querySelectorAll("main section")) {
    let here = 0;
    for (const row of section.querySelectorAll(".editions > li")) {
      const text = (section.querySelector("h2").textContent + " " + row.textContent).toLowerCase();
      const fits = fields.every((field) => field.type === "search"
        ? field.value.toLowerCase().split(/\s+/).every((word) => text.includes(word))
        : !field.value || row.dataset[field.name].split(" ").includes(field.value));
      row.hidden = !fits;
      here += fits;
    }
    section.hidden = !here;
    shown += here;
  }
  bar.querySelector("output").textContent = shown;
};
bar.addEventListener("input", filter);
bar.hidden = false;
filter();
