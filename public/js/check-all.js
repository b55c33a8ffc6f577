/** The box above a column of boxes, and the count of those ticked in `[data-checked-count]` (its text holds `0` to replace). */
export function checkAll(root) {
  for (const master of root.querySelectorAll('[data-check-all]')) {
    const form = master.closest('form') ?? root;
    const boxes = () => [
      ...form.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(master.dataset.checkAll)}"]`),
    ];
    const tell = () => {
      const ticked = boxes().filter((box) => box.checked).length;
      master.checked = ticked > 0 && ticked === boxes().length;
      master.indeterminate = ticked > 0 && ticked < boxes().length;
      for (const place of form.querySelectorAll('[data-checked-count]')) {
        place.textContent = (ticked === 1 ? place.dataset.one : place.dataset.other).replace(/\d+/, String(ticked));
        place.hidden = ticked === 0;
      }
    };
    master.hidden = false;
    master.addEventListener('change', () => {
      for (const box of boxes()) box.checked = master.checked;
      tell();
    });
    form.addEventListener('change', tell);
    tell();
  }
}
