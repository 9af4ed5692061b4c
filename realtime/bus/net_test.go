package bus_test

import (
	"testing"

	"feltboard/realtime/bus"
	"feltboard/realtime/bus/bustest"
)

func TestNetIsABus(t *testing.T) {
	bustest.Run(t, func(t *testing.T) func() bus.Bus {
		net := &bus.Net{}
		return func() bus.Bus {
			b := net.Node()
			t.Cleanup(func() { b.Close() })
			return b
		}
	})
}
