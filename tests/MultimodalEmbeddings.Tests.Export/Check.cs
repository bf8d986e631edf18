namespace MultimodalEmbeddings.Tests.Export;

/// <summary>One comparison of a directory with Python.</summary>
/// <param name="Tensor">The name of the expected embeddings in expected.safetensors.</param>
/// <param name="Options">What check_export.py is told besides.</param>
/// <param name="Embeddings">What it must find, [sentences, dimension].</param>
internal sealed record Check(string Tensor, IReadOnlyList<string> Options, float[][] Embeddings);
