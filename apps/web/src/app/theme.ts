import { Anchor, createTheme, Input, Modal, Popover, Tooltip } from '@mantine/core';

/**
 * What Mantine's components are here. Colours stand in theme.css: nothing is written into the page as a style
 * element, which the content policy refuses.
 */
export const theme = createTheme({
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "PT Sans", sans-serif',
  primaryColor: 'blue',
  defaultRadius: 'sm',
  respectReducedMotion: true,
  components: {
    // A link in a sentence is told from its words by more than a colour.
    Anchor: Anchor.extend({ defaultProps: { underline: 'always' } }),
    // Nearly every field is required: the few that are not say so in words.
    InputWrapper: Input.Wrapper.extend({ defaultProps: { withAsterisk: false } }),
    // Both would write style elements.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 0 } },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 0 }, shadow: 'md' } }),
    Tooltip: Tooltip.extend({ defaultProps: { transitionProps: { duration: 0 }, openDelay: 300 } }),
  },
});
