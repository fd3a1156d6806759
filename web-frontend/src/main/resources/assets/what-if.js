// What if: one call with one input over its range, then as many plots of it as one likes.

import {busy, notice, token} from './page.js';
import {plot} from './chart.js';
import {text} from './text.js';

const root = document.querySelector('[data-what-if]');
const form = document.querySelector('[data-try]');
const vary = root.querySelector('#what-if-vary');
const show = root.querySelector('#what-if-show');
const button = root.querySelector('[data-plot]');
const place = root.querySelector('[data-plotted]');
let answers = null;

/** Words for the numbers of a vector: those of a category with as many values. */
function words(outputs, size) {
  return outputs.find(output => output.values?.length === size)?.values;
}

function draw() {
  const at = answers.outputs.findIndex(output => output.name === show.value);
  const points = answers.points.map(point => ({value: point.value, reject: point.reject, output: point.outputs?.[at]}));
  const sample = points.find(point => Array.isArray(point.output))?.output;
  const output = {...answers.outputs[at]};
  if (sample) {
    output.values = words(answers.outputs, sample.length);
  }
  place.replaceChildren(plot({input: answers.input, points}, output, answers.input.typed));
}

async function ask() {
  const free = busy(button);
  place.setAttribute('aria-busy', 'true');
  try {
    const body = new URLSearchParams(new FormData(form));
    body.set('vary', vary.value);
    const answer = await fetch(root.dataset.whatIf, {
      method: 'POST',
      headers: {'X-CSRF-Token': token, 'Accept': 'application/json'},
      body,
    });
    const json = await answer.json();
    if (answer.ok) {
      answers = json;
      draw();
    } else if (answer.status === 401) {
      location.reload();
    } else {
      answers = null;
      place.replaceChildren(notice(json.title, json.detail, json.remedy));
    }
  } catch {
    place.replaceChildren(notice(text('try.no-answer'), text('connection.lost')));
  } finally {
    place.setAttribute('aria-busy', 'false');
    free();
  }
}

root.hidden = false;
button.addEventListener('click', ask);
vary.addEventListener('change', ask);
show.addEventListener('change', () => answers ? draw() : ask());
