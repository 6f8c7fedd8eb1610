"""What the parties own or use together: a register, a calendar without double booking, a log of maintenance."""
