namespace MultimodalEmbeddings.Tests.Export;

/// <summary>A kind of directory that the library writes.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Reader">Which Python library reads it.</param>
/// <param name="Make">Makes the encoder; may write files into the folder that it is given, which is empty.</param>
internal sealed record ExportKind(string Name, PythonReader Reader, Func<string, SentenceEncoder> Make);

/// <summary>The Python libraries that read the directories.</summary>
internal enum PythonReader
{
    SentenceTransformers,
    Transformers,
}
