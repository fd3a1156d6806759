// Copies a link or a program to the clipboard.

import {announce} from './page.js';
import {text} from './text.js';

/** Copies, and says so on the button that was pressed. */
async function copy(words, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(words);
    button.textContent = text('copied');
    announce(text('copied'));
  } catch {
    button.textContent = before;
    announce(text('copy-failed'));
    return false;
  }
  setTimeout(() => {
    button.textContent = before;
  }, 1500);
  return true;
}

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (button) {
    const program = button.parentElement.querySelector('pre');
    if (!await copy(program.textContent, button)) {
      getSelection().selectAllChildren(program);
    }
  }
  const link = event.target.closest('[data-share]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    if (!await copy(link.href, link)) {
      location.assign(link.href);
    }
  }
});
