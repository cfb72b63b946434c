export const SUCCESS = 0;
export const SOME_NOT_READ = 1;
export const WRONG_USAGE = 2;
export const DATA_UNUSABLE = 3;
export const SOME_FAILED = 1;
