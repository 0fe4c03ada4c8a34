import type { ObjectStore } from '@storage/object-store';
import { openStore } from '@storage/open-store';
import type { Provider } from '@nestjs/common';
import { CONFIG, type Config } from '../config';

/** Where the media nodes keep recordings. */
export const RECORDING_STORE = Symbol('RECORDING_STORE');
export type RecordingStore = ObjectStore;

export const recordingStore: Provider = {
  provide: RECORDING_STORE,
  inject: [CONFIG],
  useFactory: (config: Pick<Config, 'DATA_DIR'>): RecordingStore =>
    openStore({ ...process.env, DATA_DIR: config.DATA_DIR }),
};
