/** How Rekognition calls a thing, what it counts it to, and its category. */
export interface Thing {
  readonly name: string;
  readonly parents: readonly string[];
  readonly category: string;
}

const thing = (category: string, name: string, ...parents: string[]): Thing => ({ name, parents, category });

const VEHICLES = "Vehicles and Automotive";
const TRAFFIC = "Transport and Logistics";
const ANIMALS = "Animals and Pets";
const CLOTHES = "Apparel and Accessories";
const SPORTS = "Sports";
const DINING = "Kitchen and Dining";
const FOOD = "Food and Beverage";
const FURNITURE = "Furniture and Furnishings";
const TECHNOLOGY = "Technology and Computing";
const HOME = "Home and Indoors";
const APPLIANCES = "Home Appliances";
const BUILDINGS = "Buildings and Architecture";

/** COCO's classes in the model's order, in the words of https://docs.aws.amazon.com/rekognition/latest/dg/labels.html */
export const THINGS: readonly Thing[] = [
  thing("Person Description", "Person"),
  thing(VEHICLES, "Bicycle", "Transportation", "Vehicle"),
  thing(VEHICLES, "Car", "Transportation", "Vehicle"),
  thing(VEHICLES, "Motorcycle", "Transportation", "Vehicle"),
  thing(VEHICLES, "Airplane", "Aircraft", "Transportation", "Vehicle"),
  thing(VEHICLES, "Bus", "Transportation", "Vehicle"),
  thing(VEHICLES, "Train", "Transportation", "Vehicle"),
  thing(VEHICLES, "Truck", "Transportation", "Vehicle"),
  thing(VEHICLES, "Boat", "Transportation", "Vehicle"),
  thing(TRAFFIC, "Traffic Light", "Light"),
  thing(TRAFFIC, "Fire Hydrant", "Hydrant"),
  thing(TRAFFIC, "Stop Sign", "Road Sign", "Sign", "Symbol"),
  thing(TRAFFIC, "Parking Meter"),
  thing(FURNITURE, "Bench", "Furniture"),
  thing(ANIMALS, "Bird", "Animal"),
  thing(ANIMALS, "Cat", "Animal", "Mammal", "Pet"),
  thing(ANIMALS, "Dog", "Animal", "Canine", "Mammal", "Pet"),
  thing(ANIMALS, "Horse", "Animal", "Mammal"),
  thing(ANIMALS, "Sheep", "Animal", "Livestock", "Mammal"),
  thing(ANIMALS, "Cow", "Animal", "Cattle", "Livestock", "Mammal"),
  thing(ANIMALS, "Elephant", "Animal", "Mammal", "Wildlife"),
  thing(ANIMALS, "Bear", "Animal", "Mammal", "Wildlife"),
  thing(ANIMALS, "Zebra", "Animal", "Mammal", "Wildlife"),
  thing(ANIMALS, "Giraffe", "Animal", "Mammal", "Wildlife"),
  thing(CLOTHES, "Backpack", "Bag"),
  thing(CLOTHES, "Umbrella", "Canopy"),
  thing(CLOTHES, "Handbag", "Accessories", "Bag"),
  thing(CLOTHES, "Tie", "Accessories", "Formal Wear"),
  thing(CLOTHES, "Suitcase", "Baggage"),
  thing(SPORTS, "Frisbee", "Toy"),
  thing(SPORTS, "Skis", "Outdoors"),
  thing(SPORTS, "Snowboard", "Outdoors"),
  thing(SPORTS, "Ball", "Sport"),
  thing(SPORTS, "Kite", "Toy"),
  thing(SPORTS, "Baseball Bat", "Baseball", "Sport"),
  thing(SPORTS, "Baseball Glove", "Baseball", "Sport"),
  thing(SPORTS, "Skateboard", "Sport"),
  thing(SPORTS, "Surfboard", "Sport"),
  thing(SPORTS, "Tennis Racket", "Racket", "Sport", "Tennis"),
  thing(DINING, "Bottle"),
  thing(DINING, "Wine Glass", "Glass"),
  thing(DINING, "Cup"),
  thing(DINING, "Fork", "Cutlery"),
  thing(DINING, "Knife", "Cutlery"),
  thing(DINING, "Spoon", "Cutlery"),
  thing(DINING, "Bowl"),
  thing(FOOD, "Banana", "Food", "Fruit", "Plant", "Produce"),
  thing(FOOD, "Apple", "Food", "Fruit", "Plant", "Produce"),
  thing(FOOD, "Sandwich", "Food"),
  thing(FOOD, "Orange", "Food", "Fruit", "Plant", "Produce"),
  thing(FOOD, "Broccoli", "Food", "Plant", "Produce", "Vegetable"),
  thing(FOOD, "Carrot", "Food", "Plant", "Produce", "Vegetable"),
  thing(FOOD, "Hot Dog", "Food"),
  thing(FOOD, "Pizza", "Food"),
  thing(FOOD, "Donut", "Food", "Sweets"),
  thing(FOOD, "Cake", "Dessert", "Food"),
  thing(FURNITURE, "Chair", "Furniture"),
  thing(FURNITURE, "Couch", "Furniture"),
  thing("Plants and Flowers", "Potted Plant", "Plant"),
  thing(FURNITURE, "Bed", "Furniture"),
  thing(FURNITURE, "Dining Table", "Furniture", "Table"),
  thing(BUILDINGS, "Toilet", "Bathroom", "Indoors", "Room"),
  thing(TECHNOLOGY, "TV", "Computer Hardware", "Electronics", "Hardware", "Screen"),
  thing(TECHNOLOGY, "Laptop", "Computer", "Electronics", "Pc"),
  thing(TECHNOLOGY, "Mouse", "Computer Hardware", "Electronics", "Hardware"),
  thing(TECHNOLOGY, "Remote Control", "Electronics"),
  thing(TECHNOLOGY, "Computer Keyboard", "Computer Hardware", "Electronics", "Hardware"),
  thing(TECHNOLOGY, "Mobile Phone", "Electronics", "Phone"),
  thing(APPLIANCES, "Microwave", "Appliance", "Device", "Electrical Device", "Oven"),
  thing(APPLIANCES, "Oven", "Appliance", "Device", "Electrical Device"),
  thing(APPLIANCES, "Toaster", "Appliance", "Device", "Electrical Device"),
  thing(HOME, "Sink"),
  thing(APPLIANCES, "Refrigerator", "Appliance", "Device", "Electrical Device"),
  thing("Education", "Book", "Publication"),
  thing(HOME, "Clock"),
  thing(HOME, "Vase", "Jar", "Pottery"),
  thing("Tools and Machinery", "Scissors"),
  thing("Toys and Gaming", "Teddy Bear", "Toy"),
  thing(APPLIANCES, "Blow Dryer", "Appliance", "Device", "Electrical Device"),
  thing(HOME, "Toothbrush", "Brush"),
];
