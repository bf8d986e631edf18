namespace MultimodalEmbeddings.Objectives;

/// <summary>Where sentences and image features are compared.</summary>
/// <param name="Features">Size of an image's feature vector.</param>
/// <param name="Dimension">Size of the shared space.</param>
internal sealed record SharedSpace(int Features, int Dimension);
