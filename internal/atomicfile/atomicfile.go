// Package atomicfile replaces whole files.
//
// Readers see either the old file or the new one, never a part, and an error or the end of this
// program leaves the old file; a temporary file is removed after an error. The data is not flushed
// to the disk: after a power cut the file may be empty.
//
// On Windows a file cannot be replaced while another program, such as a virus scanner, holds it
// open. Write tries again for about a second before it gives up. github.com/google/renameio, the
// usual library, does not support Windows at all.
package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// WriteBytes replaces the named file by one with the given content and mode 0644.
func WriteBytes(name string, data []byte) error {
	return Write(name, func(out io.Writer) error {
		_, err := out.Write(data)
		return err
	})
}

// Write replaces the named file by what write writes, with mode 0644. The directory must exist.
// Errors of write are returned as they are.
func Write(name string, write func(out io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err = write(f); err != nil {
		return err
	}
	if err = f.Chmod(0o644); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return retry(func() error { return os.Rename(f.Name(), name) }, isHeldOpen)
}

// maxWait is the longest pause between two attempts. As pauses double, all take about twice that.
const maxWait = 512 * time.Millisecond

// retry calls f until it returns an error that does not pass, or none.
func retry(f func() error, passes func(error) bool) error {
	for wait := time.Millisecond; ; wait *= 2 {
		err := f()
		if err == nil || !passes(err) || wait > maxWait {
			return err
		}
		time.Sleep(wait)
	}
}

// sharingViolation is Windows' ERROR_SHARING_VIOLATION.
const sharingViolation = syscall.Errno(32)

// isHeldOpen reports whether a file could not be renamed because another program holds it open.
func isHeldOpen(err error) bool {
	return runtime.GOOS == "windows" &&
		(errors.Is(err, fs.ErrPermission) || errors.Is(err, sharingViolation))
}
