import { join } from 'node:path';
import { pinnedNode, pinnedNodeEnvironment } from '../set-up/pinned-node.mjs';
import { CHECKOUT } from '../set-up/places.mjs';
import { Problem } from '../set-up/problem.mjs';
import { startChild } from './child.mjs';
import { httpAnswers } from './http.mjs';
import { freePort, freePortBlock } from './ports.mjs';
import { becomesTrue, stopLeftover } from './processes.mjs';

/**
 * Starts a media node.
 *
 * @param {object} options
 * @param {string} options.dataDir
 * @param {string} options.redisUrl
 * @param {NodeJS.ProcessEnv} options.env secrets, clock, MEDIASOUP_WORKER_BIN and the like
 * @param {string} [options.name] tells several nodes on one data folder apart
 * @param {number} [options.port] for signalling and control; any free one by default
 * @param {number} [options.rtcPort] the first of the ports for sound and picture, one a worker, UDP and TCP
 * @param {number} [options.workers]
 * @param {string} [options.announcedAddress] where browsers send sound and picture
 * @param {{ keyFile: string, certFile: string }} [options.tls]
 */
export async function startMedia({
  dataDir,
  redisUrl,
  env,
  name = 'media',
  port,
  rtcPort,
  workers = 2,
  announcedAddress = '127.0.0.1',
  tls,
}) {
  const noteFile = join(dataDir, 'run', `${name}.json`);
  await stopLeftover(noteFile);
  const usedPort = port ?? (await freePort());
  const usedRtcPort = rtcPort ?? (await freePortBlock(40_000, workers));
  const protocol = tls ? 'https' : 'http';
  const local = announcedAddress === '127.0.0.1';
  const child = startChild({
    file: pinnedNode(),
    args: ['--enable-source-maps', join(CHECKOUT, 'dist/media/src/main.js')],
    cwd: CHECKOUT,
    logFile: join(dataDir, 'logs', `${name}.log`),
    noteFile,
    env: {
      ...pinnedNodeEnvironment(),
      MEDIA_LISTEN_IP: local ? '127.0.0.1' : '0.0.0.0',
      ...env,
      DATA_DIR: dataDir,
      REDIS_URL: redisUrl,
      MEDIA_NODE_ID: name,
      MEDIA_PORT: String(usedPort),
      MEDIA_RTC_PORT: String(usedRtcPort),
      MEDIA_WORKERS: String(workers),
      MEDIA_ANNOUNCED_ADDRESS: announcedAddress,
      // "{host}" stands for the name under which the browser reached the server.
      MEDIA_PUBLIC_URL: `${protocol}://{host}:${usedPort}`,
      ...(tls && { TLS_KEY_FILE: tls.keyFile, TLS_CERT_FILE: tls.certFile, NODE_EXTRA_CA_CERTS: tls.certFile }),
    },
  });
  const url = `${protocol}://127.0.0.1:${usedPort}`;
  const settled = await becomesTrue(async () => !child.isRunning() || (await httpAnswers(`${url}/health`)).ok, 30_000);
  if (!settled || !child.isRunning()) {
    const words = child.lastWords();
    await child.stop();
    throw new Problem(`The media node does not start; the last lines of its log are:\n${words}`);
  }
  return {
    url,
    port: usedPort,
    rtcPort: usedRtcPort,
    pid: child.pid,
    exited: child.exited,
    lastWords: child.lastWords,
    stop: () => child.stop(),
    kill9: () => child.kill9(),
  };
}
