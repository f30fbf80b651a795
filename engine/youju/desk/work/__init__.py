"""What runs in the processes of workers: plain values in, plain values out; nothing here touches the database."""
