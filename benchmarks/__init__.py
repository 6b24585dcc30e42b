"""What measures khabar: how right it is (quality) and how fast (throughput, memory)."""
