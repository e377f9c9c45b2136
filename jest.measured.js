/** The tests in a browser that measure milliseconds: they run alone, after all others. */
export const measured = ['teachers-day', 'typing'];
