"""Where a file comes from: its recipe inside it, written as it leaves and read as it comes back."""
