/** This program, as results and `--version` name it; a test holds it against package.json. */
export const tool = { name: 'pendulum', version: '0.1.0' } as const;
