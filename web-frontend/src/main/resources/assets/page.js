// What several scripts of a page need.

export const token = document.querySelector('meta[name="csrf"]')?.content ?? '';

/** Who is signed in; nobody where there is none. */
export const person = document.querySelector('meta[name="person"]')?.content ?? '';

/** Keeps a button from being pressed twice; gives a function that frees it again. */
export function busy(button) {
  const label = button.textContent;
  button.disabled = true;
  button.textContent = button.dataset.busy ?? label;
  return () => {
    button.disabled = false;
    button.textContent = label;
  };
}

/** A new element with a class, if any, and what it holds: nodes, or texts that are never HTML. */
export function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) {
    node.className = className;
  }
  node.append(...children);
  return node;
}

/** A notice for a problem that a script met. Texts only, never HTML. */
export function notice(title, ...lines) {
  const box = document.createElement('div');
  box.className = 'notice bad';
  box.setAttribute('role', 'alert');
  const head = document.createElement('p');
  const strong = document.createElement('strong');
  strong.textContent = title;
  head.append(strong);
  box.append(head);
  for (const line of lines.filter(Boolean)) {
    const p = document.createElement('p');
    p.textContent = line;
    box.append(p);
  }
  return box;
}

/** A key that no other request has. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Says something to who listens rather than looks. */
export function announce(words) {
  document.querySelector('#announcer').textContent = words;
}
