/* global window, HTMLIFrameElement */
/*
 * A slip is fetched as for people, but there is no printer: the frame that would open the browser's
 * PDF viewer and the printer's dialog stays empty.
 */
(() => {
  const { set, get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'src');
  Object.defineProperty(HTMLIFrameElement.prototype, 'src', {
    get,
    set(address) {
      set.call(this, String(address).startsWith('blob:') ? 'about:blank' : address);
    },
  });
  window.print = () => undefined;
})();
