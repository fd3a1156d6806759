// Sends requests from the page of the API, and tells the curl command that does the same.

import {busy, token} from './page.js';
import {text} from './text.js';

const LONGEST = 100_000;

function address(form) {
  const query = new URLSearchParams();
  let path = form.dataset.path;
  for (const input of form.querySelectorAll('input[data-in]')) {
    if (input.dataset.in === 'path') {
      path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
    } else if (input.dataset.in === 'query' && input.value !== '') {
      query.set(input.name, input.value);
    }
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

function headers(form) {
  const sent = {};
  for (const input of form.querySelectorAll('input[data-in="header"]')) {
    if (input.value !== '') {
      sent[input.name] = input.value;
    }
  }
  const type = form.querySelector('[data-type]');
  if (type) {
    sent['Content-Type'] = type.value;
  }
  return sent;
}

function quoted(word) {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function tellCurl(form) {
  const body = form.querySelector('[data-body]');
  const parts = ['curl', '-u', 'NAME:PASSWORD'];
  if (form.dataset.method !== 'GET') {
    parts.push('-X', form.dataset.method);
  }
  for (const [name, value] of Object.entries(headers(form))) {
    parts.push('-H', quoted(`${name}: ${value}`));
  }
  if (body) {
    parts.push('--data-binary', quoted(body.value.length > 400 ? '@body' : body.value));
  }
  parts.push(quoted(location.origin + address(form)));
  form.querySelector('[data-curl]').textContent = parts.join(' ');
}

function pretty(body, type) {
  if (!/json/.test(type ?? '')) {
    return body;
  }
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

async function send(form) {
  const button = form.querySelector('button[type="submit"]');
  const answer = form.querySelector('[data-answer]');
  const status = form.querySelector('[data-status]');
  const shown = form.querySelector('[data-text]');
  const done = busy(button);
  const start = performance.now();
  try {
    const response = await fetch(address(form), {
      method: form.dataset.method,
      headers: {...headers(form), Accept: 'application/json, text/csv, text/plain', 'X-CSRF-Token': token},
      body: form.querySelector('[data-body]')?.value,
    });
    const body = await response.text();
    const millis = Math.round(performance.now() - start);
    status.textContent = `${response.status} ${response.statusText}, ${millis} ms`;
    const whole = pretty(body, response.headers.get('Content-Type'));
    shown.textContent = whole.length > LONGEST ? `${whole.slice(0, LONGEST)}\n${text('docs.cut', whole.length)}` : whole;
  } catch (error) {
    status.textContent = text('docs.none', error.message);
    shown.textContent = '';
  } finally {
    answer.hidden = false;
    done();
  }
}

for (const form of document.querySelectorAll('.docs-form')) {
  tellCurl(form);
  form.addEventListener('input', () => tellCurl(form));
  form.addEventListener('submit', event => {
    event.preventDefault();
    send(form);
  });
}
if (location.hash) {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}
