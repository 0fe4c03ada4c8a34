/** A slow machine takes its time to start a server; the default of five seconds judges the machine, not the product. */
