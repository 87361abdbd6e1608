// A planted defect: files that should be written beside their place are written in it.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join } from 'node:path';

const beside = /^\.(.+)\.[0-9a-f]{8}\.\d+\.[0-9a-f]{12}\.tmp$/;

function placeOf(path) {
  const name = typeof path === 'string' ? beside.exec(basename(path))?.[1] : undefined;
  return name === undefined ? null : join(dirname(path), name);
}

const { openSync, renameSync, chmodSync } = fs;
fs.openSync = (path, ...rest) => {
  const place = placeOf(path);
  return place === null ? openSync(path, ...rest) : openSync(place, 'w');
};
fs.renameSync = (from, to) => (placeOf(from) === null ? renameSync(from, to) : undefined);
fs.chmodSync = (path, mode) => (placeOf(path) === null ? chmodSync(path, mode) : undefined);
syncBuiltinESMExports();
