import type { LocalDate } from '#kernel';

const months = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/** «1 сентября 2026 г.», as an order writes it. */
export function longDate(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${day}\u00a0${months[month - 1]}\u00a0${year}\u00a0г.`;
}

/** «01.09.2026», as a table has it. */
export const shortDate = (date: LocalDate): string => date.split('-').reverse().join('.');

const names = 'янв фев март апр май июнь июль авг сент окт нояб дек'.split(' ');

/** «сент 2026», as stands above the weeks of a month. @param month `2026-09` */
export function monthInText(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return `${names[number - 1]} ${year}`;
}
