/** Binders: levels that go together, buttons that fit the binder chosen, rows that are dragged. The page does all of it without. */
export function binders(root) {
  for (const group of root.querySelectorAll('[data-cumulative]')) closeLevels(group);
  for (const tools of root.querySelectorAll('[data-binder-tools]')) fitTools(root, tools);
  for (const table of root.querySelectorAll('[data-binder-order]')) dragRows(table);
}

/** Ticking a box ticks those on its right, unticking one unticks those on its left; the server closes the set anyway. */
function closeLevels(group) {
  group.addEventListener('change', ({ target }) => {
    if (target.type !== 'checkbox') return;
    const boxes = [...(target.closest('tr') ?? group).querySelectorAll('input[type="checkbox"]')];
    const at = boxes.indexOf(target);
    for (const box of target.checked ? boxes.slice(at) : boxes.slice(0, at)) box.checked = target.checked;
  });
}

/** What cannot be done to the binder chosen is greyed, and says why. */
function fitTools(root, tools) {
  const note = tools.querySelector('[data-binder-reason]');
  const fit = (chosen) => {
    for (const button of tools.querySelectorAll('[data-needs]')) {
      const refusal = chosen?.dataset[button.dataset.needs] ?? '';
      button.disabled = !chosen || refusal !== '';
      button.title = refusal;
    }
    note.textContent = chosen?.dataset.rename || chosen?.dataset.move || '';
  };
  const radios = [...root.querySelectorAll(`input[type="radio"][form="choix-${tools.dataset.binderTools}"]`)];
  for (const radio of radios) radio.addEventListener('change', () => fit(radio));
  fit(radios.find(({ checked }) => checked));
}

function dragRows(table) {
  const form = document.getElementById(table.dataset.binderOrder);
  const body = table.tBodies[0];
  let dragged = null;
  const order = () => [...body.rows].map((row) => row.dataset.binder).join(',');
  const before = order();
  for (const handle of body.querySelectorAll('[data-drag]')) {
    handle.hidden = false;
    handle.draggable = true;
    handle.addEventListener('dragstart', (event) => {
      dragged = handle.closest('tr');
      dragged.classList.add('row-dragged');
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setDragImage(dragged, 0, 0);
    });
    handle.addEventListener('dragend', () => {
      dragged.classList.remove('row-dragged');
      dragged = null;
      if (order() === before) return;
      form.elements.order.value = order();
      form.requestSubmit();
    });
  }
  body.addEventListener('dragover', (event) => {
    const row = event.target.closest('tr');
    if (!dragged || !row || row.parentElement !== body) return;
    event.preventDefault();
    const { top, height } = row.getBoundingClientRect();
    if (row !== dragged) row[event.clientY < top + height / 2 ? 'before' : 'after'](dragged);
  });
  body.addEventListener('drop', (event) => event.preventDefault());
}
