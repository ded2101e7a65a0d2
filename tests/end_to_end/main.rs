//! The real program under Xvfb, used with a real mouse and a real keyboard.
//!
//! `.ci/end-to-end` runs it. Places to click are found by what the window tells screen readers,
//! so a moved or resized control breaks nothing here. Pictures are left in `target/end-to-end/`.

mod display;
mod endings;
mod files;
mod manners;
mod tree;
mod whole_loop;
mod window;
