package redisbus_test

import (
	"testing"

	"feltboard/realtime/bus"
	"feltboard/realtime/bus/bustest"
	"feltboard/realtime/bus/redisbus/redistest"
)

func TestContractOnOneServer(t *testing.T) {
	url := redistest.For(t)
	bustest.Run(t, networks(url))
}

// networks tells the networks on one server apart by their keys.
func networks(url string) func(t *testing.T) func() bus.Bus {
	return func(t *testing.T) func() bus.Bus {
		key := newKey()
		return func() bus.Bus { return open(t, url, key) }
	}
}
