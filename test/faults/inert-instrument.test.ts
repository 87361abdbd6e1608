import { instrumentFormats } from '../../src/report/instrument.ts';
import { testInertOf } from '../hostile/inert.ts';
import { instruments } from '../hostile/instrument.ts';

testInertOf(instruments, [...instrumentFormats.keys()]);
