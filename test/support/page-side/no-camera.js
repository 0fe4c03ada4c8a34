/* global navigator, DOMException, Event */
/** The camera is pulled out, until `plugInCamera()` is called. */
(() => {
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  let pluggedIn = false;
  devices.getUserMedia = (wish) =>
    wish.video && !pluggedIn
      ? Promise.reject(new DOMException('Requested device not found', 'NotFoundError'))
      : open(wish);
  globalThis.plugInCamera = () => {
    pluggedIn = true;
    devices.dispatchEvent(new Event('devicechange'));
  };
})();
