namespace MultimodalEmbeddings.Objectives;

/// <summary>Where sentences are compared with their grounding targets, in a space for each kind of target.</summary>
/// <param name="Features">Size of an image's feature vector.</param>
/// <param name="Dimension">Size of the shared space.</param>
/// <param name="CaptionFeatures">Size of a caption's own feature vector, the second target; 0 where there is none.</param>
internal sealed record SharedSpace(int Features, int Dimension, int CaptionFeatures = 0);
