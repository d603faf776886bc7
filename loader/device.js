/* What a phone or a tablet has around the panel: an on-screen keyboard that takes room from it, and ways back by button, gesture
   or swipe that should leave one level of it, not the page. */

/* As in src/views/modal.rs: where the panel covers the page. */
const covers = matchMedia("(max-width: 1023px)");

/* Scrolls sideways, or takes a finger's way for itself. */
const SIDEWAYS = "input, textarea, select, pre, .table";

/* Starts to watch; `back` leaves one level of the panel. Returns a function that is told whether the panel is open. */
export default (root, back) => {
  const { visualViewport: seen, CloseWatcher } = window;

  const fit = ({ type }) => {
    if (seen.scale > 1.01) return; // Who has zoomed in looks about in the panel; it stays as it is.
    root.host.style.setProperty("--guichet-top", `${seen.offsetTop}px`);
    root.host.style.setProperty("--guichet-height", `${seen.height}px`);
    const field = root.activeElement;
    if (type === "resize" && field?.matches("input, textarea")) field.scrollIntoView({ block: "nearest" });
  };
  for (const change of ["resize", "scroll"]) seen?.addEventListener(change, fit);

  let start; // Of the one finger that is down.
  const lifted = ({ changedTouches: [end] }) => {
    if (!start || !covers.matches || seen?.scale > 1.01) return;
    const forward = getComputedStyle(root.querySelector(".panel")).direction === "rtl" ? -1 : 1;
    const across = (end.clientX - start.clientX) * forward;
    if (across > 80 && Math.abs(end.clientY - start.clientY) < across / 2) back();
  };
  root.addEventListener(
    "touchstart",
    ({ touches, target }) => {
      start = touches.length === 1 && !target.closest(SIDEWAYS) && touches[0];
      // Its end is told to where it began alone when that has left the panel meanwhile, as what an article replaces does.
      target.addEventListener("touchend", lifted);
    },
    { passive: true },
  );

  let open;
  let watcher;
  const watch = () => {
    watcher?.destroy();
    watcher = open && CloseWatcher && covers.matches ? new CloseWatcher() : undefined;
    if (watcher) {
      watcher.onclose = () => {
        back();
        if (open) watch();
      };
    }
  };
  return (now) => {
    open = now;
    watch();
  };
};
