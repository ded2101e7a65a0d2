//! A limit to the size of files makes a write fail; it must not end the program.

use std::io;

/// From now on, writing more than the system's limit to a file's size is an error like any other, of
/// kind `FileTooLarge`. By default the system would end the program at once, with all that is unsaved.
pub fn survive_file_size_limit() -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::sync::{Arc, atomic::AtomicBool};
        let nobody_looks = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(signal_hook::consts::SIGXFSZ, nobody_looks)?;
    }
    Ok(())
}
