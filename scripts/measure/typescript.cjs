/**
 * Lets Node require this checkout's TypeScript as it lies there, through the house's own SWC settings, so
 * that benchmarks and faults need no build of their own. Preloaded with `node --require`.
 */
const Module = require('node:module');
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { transformSync } = require('@swc/core');

const CHECKOUT = dirname(dirname(__dirname));
const { exclude: _specs, ...house } = JSON.parse(readFileSync(join(CHECKOUT, '.swcrc'), 'utf8'));
const settings = {
  ...house,
  jsc: { ...house.jsc, baseUrl: CHECKOUT },
  swcrc: false,
  sourceMaps: 'inline',
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...settings, filename });
  module._compile(code, filename);
};
