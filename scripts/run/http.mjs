import http from 'node:http';
import https from 'node:https';

/**
 * Asks a page of our own programs, whose certificate may be one made on the spot.
 * @param {string} url
 * @returns {Promise<{ ok: boolean, body: string }>} `ok` is status 200
 */
export function httpAnswers(url) {
  return new Promise((resolve) => {
    const get = url.startsWith('https:') ? https.get : http.get;
    const request = get(url, { rejectUnauthorized: false, timeout: 5000, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () => resolve({ ok: response.statusCode === 200, body }));
      response.on('error', () => resolve({ ok: false, body }));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve({ ok: false, body: '' }));
  });
}
