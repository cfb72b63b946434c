/** How many agencies a demonstration city may have. */
export const LEAST_AGENCIES = 8;
export const MOST_AGENCIES = 1000;
