/** Words without which no annual report is written, with the spaces that layouts put between signs. */
const WORDS = [
  /信\s*息\s*公\s*开/,
  /公\s*开\s*申\s*请/,
  /规\s*范\s*性\s*文\s*件/,
  /[信資]\s*[息訊]\s*公\s*開/,
];

/** Whether a text speaks of information disclosure at all. */
export const mentionsDisclosure = (text: string): boolean => WORDS.some((words) => words.test(text));
