package fleet

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
)

// Program builds feltboard as it is released, without the race detector, once in this process, and returns its path. Clean
// removes it. Where FELTBOARD_BIN names a program, it is that one.
var Program = sync.OnceValues(func() (string, error) {
	if path := os.Getenv("FELTBOARD_BIN"); path != "" {
		return filepath.Abs(path)
	}
	dir, err := os.MkdirTemp("", "feltboard-fleet-")
	if err != nil {
		return "", err
	}
	built = dir
	path := filepath.Join(dir, "feltboard")
	out, err := exec.Command("go", "build", "-trimpath", "-o", path, "feltboard/server").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build feltboard: %w\n%s", err, out)
	}
	return path, nil
})

var built string

// Clean removes what Program has built. Nothing of it may be running or started any more.
func Clean() error {
	if built == "" {
		return nil
	}
	return os.RemoveAll(built)
}

// spawner runs functions on one thread that lives as long as this process: a child is killed when the thread that started it
// ends, not only with its process.
var spawner = sync.OnceValue(func() chan<- func() {
	todo := make(chan func())
	go func() {
		runtime.LockOSThread()
		for do := range todo {
			do()
		}
	}()
	return todo
})

// start starts a command whose process is to end with this one.
func start(cmd *exec.Cmd) error {
	result := make(chan error)
	spawner() <- func() { result <- cmd.Start() }
	return <-result
}
