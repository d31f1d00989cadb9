Console.WriteLine("Worker.Simulator");
