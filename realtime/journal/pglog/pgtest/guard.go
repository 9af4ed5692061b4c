package pgtest

import (
	"os"
	"os/exec"
	"syscall"
)

// guard waits for the end of its input, which we hold open as long as we live,
// and then ends the server's processes: all that work in the data folder $1.
// They are killed twice over, for the sake of those born in between. The folder
// $2, if any, is removed.
const guard = `cat >/dev/null
for time in 1 2; do
	for process in /proc/[0-9]*; do
		if [ "$(readlink "$process/cwd")" = "$1" ]; then kill -9 "${process#/proc/}"; fi
	done
done
if [ -n "$2" ]; then rm -rf "$2"; fi`

// watch starts the guard. A signal at a parent's death would not do: it is sent
// at the death of the thread that started the child, and cannot remove a folder.
func (s *Server) watch() error {
	input, hold, err := os.Pipe()
	if err != nil {
		return err
	}
	defer input.Close()
	remove := s.home
	if s.keep {
		remove = ""
	}
	cmd := exec.Command("/bin/sh", "-c", guard, "pgtest", s.data(), remove)
	cmd.Stdin, cmd.Dir = input, "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		hold.Close()
		return err
	}
	go cmd.Wait()
	s.guard = hold
	return nil
}
