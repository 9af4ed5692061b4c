//go:build !linux

package redistest

import "syscall"

// withParent is nothing: only Linux kills a command when the process that started it dies. Stop does.
func withParent() *syscall.SysProcAttr { return nil }
