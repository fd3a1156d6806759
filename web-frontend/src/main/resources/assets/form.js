// Forms made from a declared schema: sliders, pictures, and checks with the server's own words.

import {token} from './page.js';
import {text} from './text.js';

/** Shows or clears what is wrong with a field. */
export function setError(field, message) {
  const label = (field.querySelector('label, legend')?.firstChild?.textContent ?? field.dataset.field).trim();
  const control = field.querySelector('[aria-describedby]');
  field.querySelector('.error').textContent = message ? text('field.error', label, message) : '';
  if (control) {
    if (message) {
      control.setAttribute('aria-invalid', 'true');
    } else {
      control.removeAttribute('aria-invalid');
    }
  }
}

/** The fields of a form by name. */
export function fields(form) {
  return new Map(Array.from(form.querySelectorAll('[data-field]'), field => [field.dataset.field, field]));
}

/** What is wrong with the values typed so far: field name to message. */
async function check(form) {
  const answer = await fetch(form.dataset.check, {
    method: 'POST',
    headers: {'X-CSRF-Token': token, 'Accept': 'application/json'},
    body: new URLSearchParams(new FormData(form)),
  });
  return answer.ok ? answer.json() : {};
}

/** Sets a field's value as if a person had typed it. */
export function setValue(field, value) {
  const radios = field.querySelectorAll('input[type="radio"]');
  if (radios.length > 0) {
    radios.forEach(radio => { radio.checked = radio.value === value; });
    return;
  }
  const box = field.querySelector('input[type="checkbox"]');
  if (box) {
    box.checked = value.toLowerCase() === 'true';
    return;
  }
  const control = field.querySelector('textarea, select, input:not([data-slider]):not([type="file"])');
  control.value = value;
  control.dispatchEvent(new Event('input', {bubbles: true}));
}

function wireSlider(field) {
  const slider = field.querySelector('[data-slider]');
  const box = field.querySelector('input[type="text"]');
  slider.addEventListener('input', () => {
    box.value = slider.value;
    box.dispatchEvent(new Event('change', {bubbles: true}));
  });
  box.addEventListener('input', () => {
    if (box.value.trim() !== '' && Number.isFinite(Number(box.value))) {
      slider.value = box.value;
    }
  });
}

/** Says how many numbers of a vector are there so far. */
function wireNumbers(field) {
  const area = field.querySelector('[data-numbers]');
  const help = field.querySelector('.help');
  const wanted = Number(area.dataset.numbers);
  const before = help.textContent;
  area.addEventListener('input', () => {
    const given = area.value.trim().split(/[\s;,]+/).filter(Boolean).length;
    help.textContent = given === 0 || given === wanted ? before : text('vector.count', given, wanted);
  });
}

for (const form of document.querySelectorAll('form[data-check]')) {
  const all = fields(form);
  for (const field of all.values()) {
    if (field.querySelector('[data-slider]')) {
      wireSlider(field);
    }
    if (field.querySelector('[data-numbers]')) {
      wireNumbers(field);
    }
  }
  let turn = 0;
  form.addEventListener('change', async event => {
    const field = event.target.closest('[data-field]');
    if (!field || event.target.type === 'file') {
      return;
    }
    const mine = ++turn;
    const problems = await check(form).catch(() => ({}));
    if (mine === turn) {
      setError(field, problems[field.dataset.field] ?? '');
    }
  });
}
