import { testInert } from '../hostile/inert.ts';
import { markupFormats } from '../hostile/show.ts';

testInert(markupFormats);
