namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>
/// A worker failed where no input is at fault: a seed of the program's own is not read, or the program itself is broken.
/// </summary>
internal sealed class WorkerException(string message) : Exception(message);
