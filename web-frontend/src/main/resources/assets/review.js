// Judges answers one after another, by keys or by pointer.

import {notice, token} from './page.js';
import {count, localTimes} from './format.js';
import {text} from './text.js';

const CHUNK = 50;
const MOST_INPUTS = 40;
const MOST_CHOICES = 12;
const DIGITS = '1234567890';

const place = document.querySelector('[data-review]');
const show = place.querySelector('[data-item]');
const bar = place.querySelector('[data-progress-bar]');
const barText = place.querySelector('[data-progress-text]');
const outputs = JSON.parse(place.dataset.outputs);

const items = new Map();
let total = 0;
let reviewed = 0;
let disagreements = 0;
let at = 0;
let sending = false;

function element(name, className, ...children) {
  const node = document.createElement(name);
  node.className = className;
  node.append(...children);
  return node;
}

function button(label, key, action, className = 'button') {
  const node = element('button', className, label, ' ', element('kbd', '', key));
  node.type = 'button';
  node.addEventListener('click', action);
  return node;
}

async function load(from) {
  const begin = Math.floor(from / CHUNK) * CHUNK;
  const answer = await fetch(`${place.dataset.review}&from=${begin}&count=${CHUNK}`, {headers: {Accept: 'application/json'}});
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail);
  }
  total = body.total;
  reviewed = body.reviewed;
  disagreements = body.disagreements;
  body.items.forEach((item, i) => items.set(body.from + i, item));
}

function progress() {
  bar.max = Math.max(1, total);
  bar.value = reviewed;
  const parts = [text('review.progress', count(reviewed), count(total))];
  if (disagreements > 0) {
    parts.push(text(disagreements === 1 ? 'review.disagreement' : 'review.disagreements', count(disagreements)));
  }
  barText.textContent = parts.join(' · ');
}

/** What a drawn picture looked like. */
function picture({width, height, min, max, numbers}) {
  const canvas = element('canvas', 'grid review-picture');
  canvas.width = width;
  canvas.height = height;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', text('review.picture'));
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(width, height);
  numbers.slice(0, width * height).forEach((number, i) => {
    const shade = 255 - Math.round((Number(number) - min) / (max - min || 1) * 255);
    pixels.data.set([shade, shade, shade, 255], i * 4);
  });
  context.putImageData(pixels, 0, 0);
  return canvas;
}

function given(item) {
  const drawn = new Set(item.drawing ? [...item.drawing.columns, item.drawing.field] : []);
  const list = element('dl', 'review-inputs');
  const names = Object.keys(item.inputs).filter(name => !drawn.has(name));
  for (const name of names.slice(0, MOST_INPUTS)) {
    const value = item.inputs[name];
    list.append(element('div', '', element('dt', 'muted', name), element('dd', '', value === '' ? '–' : value.length > 300 ? `${value.slice(0, 299)}…` : value)));
  }
  const box = element('div', 'review-given', element('h3', 'muted', text('review.given')));
  if (item.drawing) {
    box.append(picture(item.drawing));
  }
  box.append(list);
  if (names.length > MOST_INPUTS) {
    box.append(element('p', 'muted fine', text('review.more', count(names.length - MOST_INPUTS))));
  }
  return box;
}

function words(opinion) {
  const verdict = text(`review.verdict.${opinion.verdict}`);
  const values = Object.entries(opinion.outputs ?? {}).map(([name, value]) => (outputs.length === 1 ? value : `${name}: ${value}`)).join(', ');
  return values ? `${verdict} ${values}` : verdict;
}

function opinion(one) {
  const time = element('time', 'muted', '');
  time.dateTime = one.at;
  const line = element('li', `opinion ${one.verdict}`, element('strong', '', one.mine ? text('review.you') : one.reviewer), ` ${words(one)} `, time);
  if (one.comment) {
    line.append(element('q', 'reject-value', one.comment));
  }
  return line;
}

function opinions(item) {
  const mine = item.opinions.find(one => one.mine);
  const others = item.opinions.filter(one => !one.mine);
  const box = element('div', 'review-opinions');
  if (item.disagree && (mine || others.length > 1)) {
    box.append(element('p', 'tag warn', text('review.disagree')));
  }
  const list = element('ul', 'plain');
  if (mine) {
    list.append(opinion(mine));
  }
  if (mine || place.dataset.review.includes('show=disagreements')) {
    list.append(...others.map(opinion));
  } else if (others.length > 0) {
    box.append(element('p', 'muted', text(others.length === 1 ? 'review.other' : 'review.others', count(others.length))));
  }
  box.append(list);
  return box;
}

/** The key that chooses a value: the value itself where values are digits, else its place. */
function keyOf(values, i) {
  const digits = values.some(value => /^\d$/.test(value));
  return digits ? (/^\d$/.test(values[i]) ? values[i] : '') : (DIGITS[i] ?? '');
}

function control(output, value) {
  const id = `correct-${output.name}`;
  let input;
  if (output.values && output.values.length <= MOST_CHOICES) {
    input = element('div', 'segments');
    output.values.forEach((option, i) => {
      const radio = element('input', '');
      radio.type = 'radio';
      radio.name = id;
      radio.value = option;
      radio.checked = option === value;
      input.append(element('label', 'segment', radio, element('span', '', element('kbd', '', keyOf(output.values, i)), ` ${option}`)));
    });
    return element('fieldset', 'field choices', element('legend', '', output.label), input);
  }
  if (output.values) {
    input = element('select', '');
    input.append(...output.values.map(option => new Option(option, option, false, option === value)));
  } else if (output.type === 'boolean') {
    input = element('select', '');
    input.append(...['true', 'false'].map(option => new Option(option, option, false, option === value)));
  } else {
    input = element('input', '');
    input.type = output.type === 'date' ? 'date' : 'text';
    input.value = value;
  }
  input.id = id;
  const label = element('label', '', output.label);
  label.htmlFor = id;
  return element('div', 'field', label, input);
}

function corrected(item) {
  const values = {};
  for (const output of outputs) {
    const id = `correct-${output.name}`;
    const chosen = show.querySelector(`input[name="${CSS.escape(id)}"]:checked`) ?? show.querySelector(`#${CSS.escape(id)}`);
    if (chosen && chosen.value !== (item.outputs[output.name] ?? '')) {
      values[output.name] = chosen.value;
    }
  }
  return values;
}

function comment() {
  return show.querySelector('#review-comment')?.value.trim() ?? '';
}

function opening(part) {
  const form = show.querySelector('.review-form');
  form.hidden = false;
  const target = part === 'comment' ? form.querySelector('#review-comment') : form.querySelector('input:checked') ?? form.querySelector('input, select');
  target?.focus();
}

async function send(method, body) {
  if (sending) {
    return;
  }
  sending = true;
  const item = items.get(at);
  const before = item.reviewed;
  try {
    const answer = await fetch(`/api/v1/predictions/${encodeURIComponent(item.id)}/correction`, {
      method,
      headers: {'X-CSRF-Token': token, 'Content-Type': 'application/json', 'Accept': 'application/json'},
      ...body && {body: JSON.stringify({...body, revision: item.revision})},
    });
    if (answer.status === 401) {
      location.reload();
      return;
    }
    const now = await answer.json();
    if (!answer.ok) {
      show.querySelector('.review-outcome').replaceChildren(notice(now.title, now.detail, now.remedy));
      return;
    }
    disagreements += Number(now.disagree) - Number(item.disagree);
    items.set(at, now);
    reviewed += Number(now.reviewed) - Number(before);
    if (method === 'PUT' && at < total - 1) {
      await go(at + 1);
    } else {
      draw();
    }
  } catch {
    show.querySelector('.review-outcome').replaceChildren(notice(text('review.failed'), text('connection.lost')));
  } finally {
    sending = false;
  }
}

const confirm = () => {
  const form = show.querySelector('.review-form');
  const open = form && !form.hidden;
  const item = items.get(at);
  const values = open ? corrected(item) : {};
  if (item.error) {
    send('PUT', {verdict: 'noted', comment: comment()});
  } else {
    send('PUT', {outputs: values, comment: comment()});
  }
};
const note = () => send('PUT', {verdict: 'noted', comment: comment()});
const undo = () => {
  if (items.get(at)?.opinions.some(one => one.mine)) {
    send('DELETE');
  }
};

function draw() {
  progress();
  const item = items.get(at);
  if (!item) {
    show.replaceChildren(element('div', 'empty', element('h3', '', text('review.none')), element('p', 'muted', text('review.none.hint'))));
    return;
  }
  const mine = item.opinions.find(one => one.mine);
  const first = outputs[0];
  const answer = element('div', 'review-answer', element('h3', 'muted', text('review.answer')));
  if (item.error) {
    answer.append(element('p', 'bad-text', text('review.rejected', item.error)));
  } else {
    answer.append(element('p', 'answer-headline', item.outputs[first.name] || '–', ...first.unit ? [element('span', 'unit', first.unit)] : []));
    const rest = element('dl', 'review-inputs');
    for (const output of outputs.slice(1)) {
      const value = item.outputs[output.name] ?? '';
      rest.append(element('div', '', element('dt', 'muted', output.label), element('dd', '', value.length > 120 ? `${value.slice(0, 119)}…` : value || '–')));
    }
    answer.append(rest);
  }
  const form = element('div', 'review-form');
  form.hidden = true;
  if (!item.error) {
    const values = {...item.outputs, ...mine?.outputs};
    form.append(...outputs.filter(output => output.type !== 'vector' && output.type !== 'image').map(output => control(output, values[output.name] ?? '')));
  }
  const remark = element('textarea', '');
  remark.id = 'review-comment';
  remark.rows = 2;
  remark.maxLength = 1000;
  remark.value = mine?.comment ?? '';
  const label = element('label', '', text('review.comment'));
  label.htmlFor = remark.id;
  form.append(element('div', 'field', label, remark));
  const saves = element('p', 'actions', button(text('review.save'), 'Ctrl Enter', confirm, 'button primary'));
  if (!item.error) {
    saves.append(button(text('review.note'), '', note));
  }
  form.append(saves);
  const acts = element('p', 'actions review-actions');
  if (!item.error) {
    acts.append(button(text('review.confirm'), 'Y', () => send('PUT', {comment: ''}), 'button primary'), button(text('review.correct'), 'C', () => opening('outputs')));
  }
  acts.append(button(text('review.comment'), 'M', () => opening('comment')));
  if (mine) {
    acts.append(button(text('review.undo'), 'U', undo));
  }
  const previous = button(text('review.previous'), '←', () => go(at - 1), 'button quiet');
  const next = button(text('review.next'), '→', () => go(at + 1), 'button quiet');
  previous.disabled = at === 0;
  next.disabled = at >= total - 1;
  const head = element('div', 'review-head', element('p', 'strong', text('review.place', count(at + 1), count(total), count(item.row))), element('p', 'actions', previous, next));
  show.replaceChildren(head, element('div', 'review-body', given(item), element('div', 'review-side', answer, acts, form, element('div', 'review-outcome'), opinions(item))),
    element('p', 'muted fine', text('review.version', item.version)));
  localTimes(show);
}

async function go(to) {
  at = Math.max(0, Math.min(Math.max(0, total - 1), to));
  if (!items.has(at)) {
    try {
      await load(at);
    } catch (problem) {
      show.replaceChildren(notice(text('review.failed'), problem.message));
      return;
    }
  }
  draw();
  if (at + 5 < total && !items.has(at + 5)) {
    load(at + 5).then(progress).catch(() => {});
  }
}

document.addEventListener('keydown', event => {
  const typing = event.target.closest('input:not([type="radio"]), textarea, select');
  const form = show.querySelector('.review-form');
  if (event.key === 'Escape' && form && !form.hidden) {
    draw();
    return;
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && form && !form.hidden) {
    event.preventDefault();
    confirm();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !items.has(at)) {
    return;
  }
  const open = form && !form.hidden;
  const options = [...show.querySelectorAll('.review-form fieldset:first-of-type input[type="radio"]')];
  const chosen = /^\d$/.test(event.key) ? options.find(option => option.parentElement.querySelector('kbd').textContent === event.key) : undefined;
  if (chosen) {
    opening('outputs');
    chosen.checked = true;
    chosen.focus();
    event.preventDefault();
    return;
  }
  const keys = {
    y: () => (items.get(at).error ? undefined : send('PUT', {comment: ''})), c: () => opening('outputs'), m: () => opening('comment'), u: undo,
    j: () => go(at + 1), k: () => go(at - 1), n: () => go(at + 1), p: () => go(at - 1),
    ...!open && {ArrowRight: () => go(at + 1), ArrowLeft: () => go(at - 1)},
    ...open && {Enter: confirm},
  };
  if (keys[event.key] && !(event.key === 'Enter' && event.target.closest('button, a'))) {
    event.preventDefault();
    keys[event.key]();
  }
});

place.closest('main').querySelector('[data-review-source] select').addEventListener('change', event => event.target.form.submit());

/** Begins at the first answer that this person has not judged. */
async function start() {
  await go(0);
  let wanted = 0;
  while (items.has(wanted) && items.get(wanted).opinions.some(one => one.mine)) {
    wanted++;
  }
  if (wanted > 0 && wanted < total) {
    await go(wanted);
  }
}

start();
