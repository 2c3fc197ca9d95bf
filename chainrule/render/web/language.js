"use strict";
// The page in two languages: what it says by key, and the switch between them.
const DATA = JSON.parse(document.getElementById("data").textContent);
const $ = (selector, root = document) => Array.from(root.querySelectorAll(selector));
let language = document.documentElement.lang;
const words = key => DATA.words[language][key];
const spoken = [];  // what is done where another language is shown

function speak(to) {
  language = to;
  document.documentElement.lang = to;
  for (const part of $("[data-lang]")) part.hidden = part.dataset.lang !== to;
  document.title = words("title");
  carry();
  for (const one of spoken) one();
}

// The picture goes where the language is that is shown, and is called there what it is called in it.
function carry() {
  const svg = document.querySelector(".graph > svg"), place = document.querySelector("article:not([hidden]) .graph");
  if (!svg || !place) return;
  if (svg.parentElement !== place) place.append(svg);
  ["title", "desc"].forEach((kind, k) => { svg.querySelector(kind).textContent = words("picture")[k]; });
}

for (const button of $("[data-speak]")) button.addEventListener("click", () => speak(button.dataset.speak));
