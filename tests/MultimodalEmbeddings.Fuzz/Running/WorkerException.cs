namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>
/// A worker failed where no input is at fault: an undamaged file aborts it, or the program itself is broken.
/// </summary>
internal sealed class WorkerException(string message) : Exception(message);
