"use strict";
// Data reach a page as scripts that call chengyan.take: a page opened from disk may load no other file.
const chengyan = (() => {
  const values = new Map();
  const asked = new Map();

  function take(kind, id, value) {
    values.set(`${kind}-${id}`, value);
  }

  // The value of data/<kind>-<id>.js, loaded once; rejected if the file is missing or broken.
  function load(kind, id) {
    const name = `${kind}-${id}`;
    if (!asked.has(name))
      asked.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `data/${name}.js`;
          script.onload = () => (values.has(name) ? resolve(values.get(name)) : reject(new Error(name)));
          script.onerror = () => reject(new Error(name));
          document.head.append(script);
        }),
      );
    return asked.get(name);
  }

  // What a page says, in its language; and facts it was made with.
  const facts = JSON.parse(document.getElementById("facts")?.textContent ?? "{}");

  // Children are set as text: no string of a corpus ever becomes markup.
  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  return { take, load, facts, element };
})();
