/** Where the house is. By itself, so that a page which only opens the socket loads no schemas. */
export const HOUSE_PATH = '/api/house';
