// Uploads a table with progress, then goes to its job.

import {busy, newKey, notice, token} from './page.js';
import {count} from './format.js';

const form = document.querySelector('[data-upload]');
const input = form.querySelector('input[type="file"]');
const drop = form.querySelector('.drop');
const submit = form.querySelector('button[type="submit"]');
const stop = form.querySelector('[data-stop]');
const progress = form.querySelector('[data-progress]');
const outcome = form.querySelector('[data-outcome]');
const fileName = form.querySelector('[data-file-name]');
const hint = fileName.textContent;
let key = form.dataset.key;

function size(bytes) {
  return bytes < 1e6 ? `${count(Math.max(1, Math.round(bytes / 1e3)))} kB` : `${count(Math.round(bytes / 1e5) / 10)} MB`;
}

function chosen() {
  const file = input.files[0];
  outcome.replaceChildren();
  progress.hidden = true;
  key = newKey();
  fileName.textContent = file ? `${file.name}, ${size(file.size)}` : hint;
  const tooLarge = file && file.size > Number(form.dataset.limit);
  if (tooLarge) {
    outcome.append(notice('The table is too large', `It has ${size(file.size)}; at most ${size(Number(form.dataset.limit))} are taken at once.`, 'Split it into several files.'));
  }
  submit.disabled = !file || tooLarge;
}

input.addEventListener('change', chosen);
for (const over of ['dragenter', 'dragover']) {
  drop.addEventListener(over, event => {
    event.preventDefault();
    drop.classList.add('over');
  });
}
for (const out of ['dragleave', 'drop']) {
  drop.addEventListener(out, () => drop.classList.remove('over'));
}
drop.addEventListener('drop', event => {
  event.preventDefault();
  if (event.dataTransfer.files.length > 0) {
    input.files = event.dataTransfer.files;
    chosen();
  }
});

function fail(request) {
  let problem = {};
  try {
    problem = JSON.parse(request.responseText);
  } catch {
    // No problem document: the connection broke, or something between answered.
  }
  progress.hidden = true;
  const title = problem.title ?? 'The upload did not arrive';
  outcome.replaceChildren(notice(title, problem.detail ?? 'The connection was lost.', problem.remedy ?? 'Try again; the same table is not submitted twice.'));
}

form.addEventListener('submit', event => {
  event.preventDefault();
  if (submit.disabled) {
    return;
  }
  const free = busy(submit);
  const bar = progress.querySelector('progress');
  const text = progress.querySelector('[data-progress-text]');
  const request = new XMLHttpRequest();
  outcome.replaceChildren();
  progress.hidden = false;
  stop.hidden = false;
  bar.value = 0;
  text.textContent = 'Uploading…';
  request.upload.addEventListener('progress', moved => {
    if (moved.lengthComputable) {
      const percent = Math.floor(moved.loaded / moved.total * 100);
      bar.value = percent;
      text.textContent = percent < 100 ? `Uploaded ${size(moved.loaded)} of ${size(moved.total)}` : 'Checking the rows…';
    }
  });
  request.addEventListener('load', () => {
    if (request.status === 202) {
      const job = JSON.parse(request.responseText);
      text.textContent = `${count(job.checked?.rows ?? job.rows)} rows checked, ${count(job.checked?.rejected ?? 0)} of them will be rejected.`;
      location.assign(`/jobs/${encodeURIComponent(job.id)}`);
    } else if (request.status === 401) {
      location.reload();
    } else {
      fail(request);
    }
  });
  request.addEventListener('error', () => fail(request));
  request.addEventListener('abort', () => {
    progress.hidden = true;
  });
  request.addEventListener('loadend', () => {
    stop.hidden = true;
    stop.onclick = null;
    if (request.status !== 202) {
      free();
    }
  });
  stop.onclick = () => request.abort();
  request.open('POST', form.dataset.upload);
  request.setRequestHeader('X-CSRF-Token', token);
  request.setRequestHeader('Idempotency-Key', key);
  request.setRequestHeader('Accept', 'application/json');
  const body = new FormData();
  body.append('file', input.files[0]);
  request.send(body);
});

chosen();
